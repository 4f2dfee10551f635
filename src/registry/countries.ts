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
