export type MeaningChange = { "type": "wider" } | { "type": "narrower" } | { "type": "text", text: string | null, } | { "type": "contained", part: string, };
