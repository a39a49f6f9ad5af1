/** Development only: what Rust would say of page types, and saving them. */
import type { Overview } from '@types-rust/Overview';
import type { OpenShop } from '@types-rust/OpenShop';
import type { PageTypeEdit } from '@types-rust/PageTypeEdit';
import type { PageTypesView } from '@types-rust/PageTypesView';

type Args = Record<string, unknown>;

export class PageTypes {
  constructor(
    private readonly plan: {
      open: () => OpenShop | null;
      change: (pageTypes: OpenShop['pageTypes'], words: string) => Overview;
    },
  ) {}

  answer(command: string, args: Args): unknown {
    const edits = args['types'] as PageTypeEdit[];
    if (command === 'judge_page_types') return this.#judge(edits);
    if (command === 'save_page_types')
      return this.plan.change(
        edits.map(({ id, patterns }) => ({ id, match: patterns })),
        'Change page types',
      );
    return undefined;
  }

  #judge(edits: PageTypeEdit[]): PageTypesView {
    const events = this.plan.open()?.events ?? [];
    const types = edits.map(({ was, id, patterns }): PageTypesView['types'][number] => {
      const own = events.filter(({ event }) => was && event.where?.pageTypes?.includes(was));
      const isProduct = was === 'product';
      return {
        pages: isProduct ? 9 : 0,
        named: isProduct ? ['/products/linen-apron', '/products/mug', '/products/care/linen'] : [],
        byPattern: patterns.map((_, at) => (isProduct && at === 0 ? 9 : 0)),
        remarks: isProduct ? ['/products/care/linen looks like a content page.'] : [],
        findings: id.trim()
          ? []
          : [
              {
                code: 'page_type_empty',
                severity: 'error',
                field: 'page_types',
                message: 'A page type has no name. Give it one.',
              },
            ],
        events: own.length,
        loss: own[0] ? `${own[0].event.name} is kept for its address alone.` : '',
      };
    });
    return { types, findings: [], known: 23 };
  }
}
