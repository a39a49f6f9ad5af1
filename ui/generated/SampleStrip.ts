import type { SampledPage } from "./SampledPage";
export type SampleStrip = { headline: string, notes: Array<string>, good: boolean, pages: Array<SampledPage>, };
