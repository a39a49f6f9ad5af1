/**
 * EverShop's demo data names pictures on another server. The shop is to be the same with and without a network, so that no
 * name but this machine's own is found: loaded before the shop by `node --import`.
 */
import dns from 'node:dns';

const { lookup } = dns;
dns.lookup = (host, options, done = options) => {
  if (host === 'localhost' || host === '127.0.0.1') return lookup(host, options, done);
  const error = Object.assign(new Error(`${host} is not looked up here`), { code: 'ENOTFOUND' });
  return process.nextTick(done, error);
};
