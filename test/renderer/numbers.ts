/** Weekly and monthly sums in billions of tokens, from the public OpenRouter rankings in examples/data; see fixtures.ts. */

/** By country, of the listed models, 65 weeks from Monday 2025-02-10 on. */
export const CN = [
  22, 50, 49, 57, 75, 80, 158, 190, 99, 145, 195, 158, 166, 164, 177, 192, 213, 220, 244, 250, 280, 385, 461,
  520, 634, 479, 567, 514, 508, 420, 307, 322, 350, 223, 132, 114, 111, 242, 338, 232, 201, 175, 0, 0, 377,
  710, 703, 709, 902, 971, 867, 2266, 4126, 5158, 3624, 4194, 4690, 6440, 9857, 13808, 5826, 4441, 4371, 7942,
  8686,
];
export const US = [
  550, 660, 738, 817, 927, 933, 979, 1205, 1105, 980, 879, 970, 1264, 1374, 1496, 1591, 1377, 1087, 1209,
  1238, 1192, 1231, 1271, 1428, 1462, 1331, 1333, 1263, 1683, 2576, 2552, 2558, 3341, 3131, 2879, 2622, 2820,
  3213, 3226, 3144, 3011, 4042, 3161, 2709, 2167, 2002, 1944, 2561, 3204, 3069, 3285, 2958, 3375, 3585, 3961,
  4151, 3836, 3536, 3606, 3030, 4612, 5475, 5633, 3904, 3760,
];

/** By lab, 16 weeks from Monday 2026-02-02 on. */
export const LABS: Readonly<Record<string, readonly number[]>> = {
  google: [2062, 2175, 2264, 2584, 2730, 2829, 2923, 2820, 2745, 3258, 3392, 3323, 3205, 3368, 3711, 4081],
  anthropic: [1439, 1591, 1837, 2150, 2303, 2536, 2782, 2796, 2677, 2907, 3481, 3695, 3227, 3603, 4038, 4666],
  openai: [1105, 1324, 1316, 1289, 1824, 1833, 1671, 1871, 1706, 2165, 2076, 2016, 1954, 1984, 2057, 2438],
  deepseek: [840, 918, 904, 947, 968, 1162, 1276, 1390, 1347, 1392, 1368, 1501, 2020, 2805, 4091, 5530],
  other: [704, 762, 824, 957, 1113, 1272, 1446, 1521, 1542, 1882, 1979, 2318, 2550, 2753, 2770, 2825],
  minimax: [442, 1825, 2619, 2018, 1949, 1760, 1670, 2190, 2040, 2306, 2009, 1495, 1038, 977, 981, 749],
  moonshotai: [1203, 1317, 1044, 692, 743, 559, 560, 514, 601, 531, 391, 1893, 2089, 1880, 1326, 887],
  qwen: [209, 206, 179, 215, 426, 385, 280, 322, 6588, 2194, 587, 645, 719, 724, 837, 552],
  xiaomi: [51, 59, 79, 72, 65, 324, 2041, 4667, 3630, 807, 1318, 665, 289, 216, 201, 414],
  'z-ai': [242, 866, 1030, 732, 458, 464, 1423, 1429, 1162, 1273, 1364, 989, 833, 832, 818, 765],
  tencent: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 337, 3031, 3531, 2656, 3071],
  stepfun: [65, 264, 380, 443, 747, 1355, 1499, 1543, 1317, 597, 363, 720, 751, 523, 709, 662],
  'x-ai': [784, 894, 796, 771, 747, 653, 558, 730, 905, 645, 728, 855, 735, 742, 346, 42],
  nvidia: [0, 0, 18, 12, 5, 249, 504, 560, 460, 672, 535, 649, 588, 554, 616, 611],
  openrouter: [40, 159, 4, 0, 0, 869, 1194, 0, 0, 0, 563, 129, 55, 404, 895, 1151],
  'arcee-ai': [343, 440, 449, 537, 526, 453, 307, 142, 150, 182, 132, 61, 0, 107, 0, 0],
  mistralai: [94, 97, 109, 116, 73, 78, 83, 85, 100, 149, 130, 122, 120, 122, 135, 150],
  inclusionai: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 445, 524, 359, 434, 0],
  'meta-llama': [59, 86, 93, 81, 111, 92, 78, 63, 36, 30, 52, 24, 12, 45, 42, 63],
  poolside: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 58, 202, 232, 263],
  tngtech: [121, 31, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  perplexity: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 0],
};

/** By lab: its name and country. */
export const LAB_NAMES: Readonly<Record<string, readonly [string, string]>> = {
  google: ['Google (DeepMind)', 'US'],
  anthropic: ['Anthropic', 'US'],
  openai: ['OpenAI', 'US'],
  deepseek: ['DeepSeek', 'CN'],
  other: ['other', 'unknown'],
  minimax: ['MiniMax', 'CN'],
  moonshotai: ['Moonshot AI', 'CN'],
  qwen: ['Alibaba Qwen', 'CN'],
  xiaomi: ['Xiaomi MiMo', 'CN'],
  'z-ai': ['Z.ai (Zhipu AI)', 'CN'],
  tencent: ['Tencent Hunyuan', 'CN'],
  stepfun: ['StepFun', 'CN'],
  'x-ai': ['xAI', 'US'],
  nvidia: ['NVIDIA', 'US'],
  openrouter: ['OpenRouter (router and stealth)', 'unknown'],
  'arcee-ai': ['Arcee AI', 'US'],
  mistralai: ['Mistral AI', 'FR'],
  inclusionai: ['inclusionAI (Ant Group)', 'CN'],
  'meta-llama': ['Meta (Llama)', 'US'],
  poolside: ['poolside', 'US'],
  tngtech: ['TNG Technology Consulting', 'DE'],
  perplexity: ['Perplexity', 'US'],
};

/** The twenty largest models of June 2026: slug, name, lab, country, billions. */
export const MODELS: readonly (readonly [string, string, string, string, number])[] = [
  ['deepseek/deepseek-v4-flash-20260423', 'DeepSeek: DeepSeek V4 Flash 0423', 'deepseek', 'CN', 19144],
  ['minimax/minimax-m3-20260531', 'MiniMax: MiniMax M3', 'minimax', 'CN', 15538],
  ['xiaomi/mimo-v2.5-20260422', 'Xiaomi: MiMo-V2.5', 'xiaomi', 'CN', 15446],
  ['tencent/hy3-preview-20260421', 'Tencent: Hy3 preview', 'tencent', 'CN', 15263],
  ['openrouter/owl-alpha', 'openrouter/owl-alpha', 'openrouter', 'unknown', 11229],
  ['anthropic/claude-4.7-opus-20260416', 'Anthropic: Claude Opus 4.7', 'anthropic', 'US', 9162],
  ['deepseek/deepseek-v4-pro-20260423', 'DeepSeek: DeepSeek V4 Pro 0423', 'deepseek', 'CN', 8892],
  ['anthropic/claude-4.6-sonnet-20260217', 'Anthropic: Claude Sonnet 4.6', 'anthropic', 'US', 7480],
  ['anthropic/claude-4.8-opus-20260528', 'Anthropic: Claude Opus 4.8', 'anthropic', 'US', 6639],
  ['stepfun/step-3.7-flash-20260528', 'StepFun: Step 3.7 Flash', 'stepfun', 'CN', 4438],
  ['deepseek/deepseek-v3.2-20251201', 'DeepSeek: DeepSeek V3.2', 'deepseek', 'CN', 4190],
  ['google/gemini-3-flash-preview-20251217', 'Google: Gemini 3 Flash Preview', 'google', 'US', 4162],
  ['z-ai/glm-5.2-20260616', 'Z.ai: GLM 5.2', 'z-ai', 'CN', 4115],
  ['openai/gpt-5.5-20260423', 'OpenAI: GPT-5.5', 'openai', 'US', 3307],
  ['google/gemini-2.5-flash-lite', 'Google: Gemini 2.5 Flash Lite', 'google', 'US', 2766],
  [
    'nvidia/nemotron-3-ultra-550b-a55b-20260604:free',
    'nvidia/nemotron-3-ultra-550b-a55b-20260604:free',
    'nvidia',
    'US',
    2705,
  ],
  ['poolside/laguna-m.1-20260312:free', 'poolside/laguna-m.1-20260312:free', 'poolside', 'US', 2638],
  ['google/gemini-2.5-flash', 'Google: Gemini 2.5 Flash', 'google', 'US', 2615],
  ['xiaomi/mimo-v2.5-pro-20260422', 'Xiaomi: MiMo-V2.5-Pro', 'xiaomi', 'CN', 2338],
  ['z-ai/glm-5.1-20260406', 'Z.ai: GLM 5.1', 'z-ai', 'CN', 2114],
];
