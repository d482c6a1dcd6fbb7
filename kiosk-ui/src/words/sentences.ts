/** What is said of one trouble. */
export interface Shortage {
  /** To whoever stands there. */
  readonly resident: string;
  /** To whoever mends it; smaller. */
  readonly staff: string;
}

/** The same with a headline. */
export interface Sentences extends Shortage {
  readonly title: string;
}

/** The resident's share of it. */
export type Told = Omit<Sentences, 'staff'>;
