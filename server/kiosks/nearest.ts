/** Kiosks by how far it is to them. */

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  /** Degrees, WGS 84; null while staff have not told where it stands. */
  readonly longitude: number | null;
  readonly latitude: number | null;
}

const EARTH_RADIUS_M = 6_371_000;

/** The nearest first; those without a place come last, as they came. */
export function placesByDistance<T extends Place>(from: Place, places: readonly T[]): T[] {
  return places.toSorted((one, other) => compare(distanceM(from, one), distanceM(from, other)));
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** Great circle (haversine) in metres; without end when a place is not known. */
function distanceM(from: Place, to: Place): number {
  const { longitude: fromLon, latitude: fromLat } = from;
  const { longitude: toLon, latitude: toLat } = to;
  if (fromLon === null || fromLat === null || toLon === null || toLat === null)
    return Number.POSITIVE_INFINITY;
  const half = (one: number, other: number) => Math.sin(radians(other - one) / 2) ** 2;
  const chord =
    half(fromLat, toLat) + Math.cos(radians(fromLat)) * Math.cos(radians(toLat)) * half(fromLon, toLon);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
