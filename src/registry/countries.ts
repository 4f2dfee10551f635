/** The countries that the registry's labs work from, by ISO 3166-1 code; short English names. */
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
export const ALSO_CALLED: Readonly<Record<string, keyof typeof COUNTRIES>> = {
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
};
