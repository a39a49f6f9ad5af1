/** What a visitor can have said of a purpose. */
export const enum Consent {
  Refused,
  /** Not answered yet: nothing is allowed, and nothing given up. */
  Pending,
  Allowed,
}
