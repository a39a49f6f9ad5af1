export type SampledState = "fine" | "many" | "nothing" | "needs_browser" | "unread" | "not_meant";
