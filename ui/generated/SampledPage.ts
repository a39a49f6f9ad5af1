import type { SampledState } from "./SampledState";
export type SampledPage = { title: string, url: string, state: SampledState, count: number, words: string, };
