export type Sight = "visible" | "hidden" | "missing" | "unknown";
