export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which this part (0 to 1) of the values lies, interpolated between neighbours.
 *
 * @throws RangeError when there are no values
 */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new RangeError("A quantile needs at least one value.");
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;

  return below + (above - below) * (place - Math.floor(place));
}
