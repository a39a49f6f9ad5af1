/** Amounts of money in what a page shows. */
import { textOf } from './text';
import { all } from './tree';

/** Digits, in groups of three behind spaces, or behind any other separator; no percentages. */
const AMOUNT = /\d+(?:\s\d{3}(?!\d))*(?:[.,'\u2019]\d+)*(?![\d.,]*\s?%)/g;

/** "1.299,00" and "1,299.00" are 1299, "1.299" as well; "12,9" is 12.9, "12.9000" too. */
const amountsIn = (text: string): number[] =>
  (text.slice(0, 999).match(AMOUNT) || []).map((amount) => {
    const [whole, part] = amount.split(/[.,](\d\d?|\d{4,})$/);
    return +(whole!.replace(/\D/g, '') + '.' + (part || 0));
  });

/** The amount of money that a text says, if it says one only, these apart. */
export const money = (text: string, apart: number[] = []): number | undefined => {
  const amounts = amountsIn(text).filter((each) => apart.indexOf(each) < 0);
  return amounts.some((each) => each != amounts[0]) ? undefined : amounts[0];
};

/** The same of an element, without what is struck through. */
export const amountOf = (element: Element): number | undefined => {
  return money(
    textOf(element),
    all(element, 's,del').flatMap((old) => amountsIn(textOf(old))),
  );
};
