/**
 * A Storefront API for one release: the release's own schema, answered from the made-up catalogue.
 * What the catalogue does not know is null, or the empty value of its type.
 */
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as catalogue from './catalogue.mjs';

const {products, collections, connection} = catalogue;
const by = (list) => ({handle}) => list.find((item) => item.handle === handle) ?? null;

const matching = (query) =>
  products.filter((p) => p.description.toLowerCase().includes((query ?? '').toLowerCase()));

const root = {
  shop: catalogue.shop,
  menu: ({handle}) => catalogue.menus[handle] ?? null,
  product: by(products),
  productRecommendations: () => products.slice(4, 8),
  products: (args) => connection(args.query ? matching(args.query) : products)(args),
  collection: by(collections),
  collections: (args) => connection(collections)(args),
  blog: () => catalogue.blog,
  blogs: (args) => connection([catalogue.blog])(args),
  page: () => catalogue.page,
  pages: (args) => connection([])(args),
  articles: (args) => connection([])(args),
  cart: ({id}) => (id?.endsWith('/c1') ? catalogue.cart : null),
  search: (args) =>
    connection(args.types?.length && !args.types.includes('PRODUCT') ? [] : matching(args.query))(args),
  predictiveSearch: () => ({products: [], collections: [], articles: [], pages: [], queries: []}),
  localization: {country: {isoCode: 'US'}, language: {isoCode: 'EN'}},
};

export function createStorefront(app) {
  const require = createRequire(join(app, 'package.json'));
  const graphql = require('graphql');
  const file = join(app, 'node_modules/@shopify/hydrogen-react/storefront.schema.json');
  const parsed = JSON.parse(readFileSync(file, 'utf8'));
  const introspection = parsed.data ?? parsed;
  const schema = graphql.buildClientSchema(introspection);

  function emptyOf(type) {
    if (!graphql.isNonNullType(type)) return null;
    const inner = type.ofType;
    if (graphql.isListType(inner)) return [];
    if (graphql.isEnumType(inner)) return inner.getValues()[0].value;
    if (graphql.isObjectType(inner)) return {};
    return {Int: 0, Float: 0, Boolean: false}[inner.name] ?? '';
  }

  return async (source, variableValues) => {
    const result = await graphql.graphql({
      schema,
      source,
      rootValue: root,
      variableValues,
      fieldResolver: (parent, args, context, info) => {
        const value = graphql.defaultFieldResolver(parent, args, context, info);
        return value === undefined ? emptyOf(info.returnType) : value;
      },
      typeResolver: (value) => value.__typename,
    });
    for (const error of result.errors ?? []) console.error('storefront:', error.message);
    return JSON.parse(JSON.stringify(result));
  };
}
