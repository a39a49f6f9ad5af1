/** Prints a shared access signature for a container: node sas.mjs CONTAINER ACCOUNT KEY PERMISSIONS */
import { createHmac } from "node:crypto";

const [name, account, key, sp] = process.argv.slice(2);
const sv = "2023-11-03";
const day = 86_400_000;
const se = `${new Date(Date.now() + day).toISOString().slice(0, 19)}Z`;
// Service SAS of this version: permissions, start, expiry, resource, identifier, IP, protocol, version, kind of resource,
// snapshot, encryption scope, then five response headers. Those that are empty are signed all the same.
const signed = [sp, "", se, `/blob/${account}/${name}`, "", "", "", sv, "c", "", "", "", "", "", "", ""].join("\n");
const sig = createHmac("sha256", Buffer.from(key, "base64")).update(signed).digest("base64");
process.stdout.write(new URLSearchParams({ sv, sr: "c", se, sp, sig }).toString());
