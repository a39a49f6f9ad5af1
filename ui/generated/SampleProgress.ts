export type SampleProgress = { found: number, read: number, all: number, };
