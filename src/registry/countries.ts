/** Countries by ISO 3166-1 code, with short English names. */
import Papa from 'papaparse';
import countriesTable from './tables/countries.csv';

/** The countries that the built-in registry's labs work from. */
export const COUNTRIES = {
  AE: 'United Arab Emirates',
  CA: 'Canada',
  CN: 'China',
  DE: 'Germany',
  FR: 'France',
  IL: 'Israel',
  IN: 'India',
  JP: 'Japan',
  KR: 'South Korea',
  US: 'United States',
} as const satisfies Readonly<Record<string, string>>;

/** Other names that columns of countries use, in lower case. */
export const ALSO_CALLED: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  chn: 'CN',
  prc: 'CN',
  "people's republic of china": 'CN',
  korea: 'KR',
  'republic of korea': 'KR',
  uae: 'AE',
  uk: 'GB',
  'great britain': 'GB',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  'russian federation': 'RU',
  turkey: 'TR',
  'viet nam': 'VN',
};

interface World {
  readonly names: ReadonlyMap<string, string>;
  readonly codes: ReadonlyMap<string, string>;
}

let world: World | undefined;

/** All countries of the world, read once. */
function theWorld(): World {
  if (world) return world;
  const [, ...rows] = Papa.parse<string[]>(countriesTable.trim()).data;
  const names = new Map(rows.map(([code = '', name = '']) => [code, name]));
  const codes = new Map([
    ...[...names].map(([code, name]) => [name.toLowerCase(), code] as const),
    ...Object.entries(ALSO_CALLED),
  ]);
  world = { names, codes };
  return world;
}

/** The code of any country of the world by its code or English name; case does not matter. */
export function countryCode(word: string): string | undefined {
  const { names, codes } = theWorld();
  const upper = word.toUpperCase();
  return names.has(upper) ? upper : codes.get(word.toLowerCase());
}

/** The name of any country of the world; of an unknown code, the code. */
export function countryName(code: string): string {
  return theWorld().names.get(code) ?? code;
}
