export type Meaning = { rule: string, place: string, wider: string | null, narrower: string | null, words: string, text: string | null, contained: string | null, };
