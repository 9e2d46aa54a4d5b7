import { distance } from "fastest-levenshtein";

/** The candidates a person may have meant by `text`, nearest first; none when all are far. */
export function nearest(text: string, candidates: readonly string[]): string[] {
  const wanted = text.toLowerCase();
  return candidates
    .map((candidate) => {
      const written = candidate.toLowerCase();
      const contained = written.includes(wanted) || wanted.includes(written);
      return { candidate, far: contained ? 1 : distance(wanted, written), limit: Math.max(2, wanted.length / 2) };
    })
    .filter(({ far, limit }) => far <= limit)
    .sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate))
    .map(({ candidate }) => candidate);
}
