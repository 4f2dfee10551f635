/** Flags as drawings: flag letters (emoji) show as two capitals on Windows. From flag-icons (MIT). */
import ae from 'flag-icons/flags/4x3/ae.svg';
import ca from 'flag-icons/flags/4x3/ca.svg';
import cn from 'flag-icons/flags/4x3/cn.svg';
import de from 'flag-icons/flags/4x3/de.svg';
import fr from 'flag-icons/flags/4x3/fr.svg';
import il from 'flag-icons/flags/4x3/il.svg';
import india from 'flag-icons/flags/4x3/in.svg';
import jp from 'flag-icons/flags/4x3/jp.svg';
import kr from 'flag-icons/flags/4x3/kr.svg';
import us from 'flag-icons/flags/4x3/us.svg';
import type { COUNTRIES } from './countries';

const FLAGS: Readonly<Record<keyof typeof COUNTRIES, string>> = {
  AE: ae,
  CA: ca,
  CN: cn,
  DE: de,
  FR: fr,
  IL: il,
  IN: india,
  JP: jp,
  KR: kr,
  US: us,
};

/** The drawing of a country's flag as the address of an image, or undefined for a country without one. */
export function flagUri(code: string): string | undefined {
  const svg = Object.hasOwn(FLAGS, code) ? FLAGS[code as keyof typeof FLAGS] : undefined;
  return svg === undefined ? undefined : `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
