/** What Shopify's documents say a custom pixel has: the parts of its API that are used here. No code. */

/** What the visitor allowed. */
export interface Privacy {
  analyticsProcessingAllowed: boolean;
  marketingAllowed: boolean;
  preferencesProcessingAllowed?: boolean;
  saleOfDataAllowed?: boolean;
}

export interface Money {
  amount: number;
  currencyCode: string;
}

export interface Line {
  title?: string | null;
  quantity: number;
  variant?: {
    id?: string | null;
    title?: string | null;
    price?: Money;
    product?: { id?: string | null; title?: string; vendor?: string };
  } | null;
}

/** Of a checkout only what says nothing of a person. */
export interface Checkout {
  currencyCode?: string;
  totalPrice?: Money;
  subtotalPrice?: Money;
  totalTax?: Money;
  shippingLine?: { price?: Money };
  lineItems?: Line[];
  order?: { id?: string };
}

/** An event of Shopify's, or one that the shop's page published. */
export interface PixelEvent {
  id: string;
  name: string;
  timestamp: string;
  clientId?: string;
  context?: { document?: { location?: { origin?: string; pathname?: string; search?: string } } };
  data?: { checkout?: Checkout };
  customData?: unknown;
}

declare global {
  const analytics: { subscribe(name: string, listener: (event: PixelEvent) => void): unknown };
  const browser: {
    cookie: { get(name?: string): Promise<string>; set(cookie: string): Promise<string> };
    sendBeacon(url: string, body?: string): Promise<boolean>;
  };
  const init: { customerPrivacy?: Privacy };
  const api: {
    customerPrivacy: {
      subscribe(
        name: 'visitorConsentCollected',
        listener: (event: { customerPrivacy: Privacy }) => void,
      ): unknown;
    };
  };
}
