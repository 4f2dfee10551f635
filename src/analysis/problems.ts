/** Where analysis puts what it finds wrong: diagnostics at places of the query's text. */
import type { Diagnostic, Fix, Span } from '../language/diagnostics';

export class Problems {
  private readonly found: Diagnostic[] = [];

  error(at: Span, code: string, message: string, fixes?: readonly Fix[]): void {
    this.add(at, 'error', code, message, fixes);
  }

  warning(at: Span, code: string, message: string, fixes?: readonly Fix[]): void {
    this.add(at, 'warning', code, message, fixes);
  }

  get all(): readonly Diagnostic[] {
    return this.found;
  }

  get hasErrors(): boolean {
    return this.found.some((each) => each.severity === 'error');
  }

  private add(
    at: Span,
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    fixes?: readonly Fix[],
  ): void {
    this.found.push({
      start: at.start,
      end: at.end,
      severity,
      code,
      message,
      ...(fixes && fixes.length > 0 ? { fixes } : {}),
    });
  }
}

/** A fix that replaces what is written at a place. */
export function replace(at: Span, text: string, title = `Write \`${text}\``): Fix {
  return { start: at.start, end: at.end, title, text };
}
