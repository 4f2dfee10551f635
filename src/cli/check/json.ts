/** `--format json`: for programs. docs/checking.md describes the shape. */
import type { Claim, Result } from '../../protocol/result';
import { datasetJson } from '../datasets';
import { changeTexts } from './changes';
import { countsOf, exitCodeOf, severityOf, type NotebookReport, type Place, type Report } from './report';

/** Raised when the shape changes so that a reader of an older one would misread it. */
const VERSION = 1;

export function jsonReport(report: Report): string {
  const { notebooks, strict, base } = report;
  const root = {
    tokshare: VERSION,
    exitCode: exitCodeOf(report),
    strict,
    ...(base === undefined ? {} : { base }),
    counts: countsOf(notebooks),
    notebooks: notebooks.map(notebookJson),
  };
  return `${JSON.stringify(root, null, 2)}\n`;
}

function notebookJson(report: NotebookReport): object {
  const { file, findings, claims, records, datasets, recorded, changes } = report;
  return {
    file,
    counts: countsOf([report]),
    findings: findings.map((finding) => ({
      kind: finding.kind,
      severity: severityOf(finding),
      code: finding.code,
      ...(finding.place ? placeJson(finding.place) : {}),
      message: finding.message,
    })),
    claims: claims.map((claim) => ({
      ...placeJson(claim.place),
      sentence: claim.sentence,
      source: claim.source ?? null,
      query: claim.query,
      standing: claim.standing,
      ...(claim.standing === 'unread' ? {} : verdictJson(claim)),
      record: claim.record ? { state: claim.record.state, reasons: claim.record.reasons } : null,
    })),
    records: records.map(({ place, queryLine, state, reasons }) => ({
      ...placeJson(place),
      queryLine,
      state,
      reasons,
    })),
    datasets: datasets.map(datasetJson),
    ...(recorded === undefined ? {} : { recorded }),
    ...(changes
      ? { changes: { note: changes.note ?? null, unchanged: changes.unchanged, list: changeTexts(changes) } }
      : {}),
  };
}

function placeJson({ line, endLine, columns }: Place): object {
  return { line, endLine, ...columns };
}

function verdictJson({ result, claim }: { readonly result: Result; readonly claim: Claim }): object {
  const { verdict, figures, readings } = claim;
  const { text, universe, period, dataset } = result.caption;
  return {
    verdict,
    figures: figures.map(({ label, published, computed, verdict: own }) => ({
      label,
      published,
      computed,
      verdict: own,
    })),
    caption: { text, universe, period, dataset },
    ...(readings
      ? {
          readings: {
            tried: readings.tried,
            holding: readings.holding.map(({ changes, query, computed }) => ({ changes, query, computed })),
          },
        }
      : {}),
  };
}
