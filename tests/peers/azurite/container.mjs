/** Makes a container in a running Azurite: node container.mjs 127.0.0.1:PORT NAME ACCOUNT KEY */
import { createHmac } from "node:crypto";

const [address, name, account, key] = process.argv.slice(2);
// Visitors may read what is in it.
const headers = { "x-ms-blob-public-access": "blob", "x-ms-date": new Date().toUTCString(), "x-ms-version": "2023-11-03" };
// Shared Key: eleven standard headers, none of them sent, then those of Azure's own and the resource.
const signed = [
    "PUT",
    ...Array(11).fill(""),
    ...Object.entries(headers).map(([header, value]) => `${header}:${value}`),
    `/${account}/${account}/${name}`,
    "restype:container",
].join("\n");
const signature = createHmac("sha256", Buffer.from(key, "base64")).update(signed).digest("base64");
headers.authorization = `SharedKey ${account}:${signature}`;
const answer = await fetch(`http://${address}/${account}/${name}?restype=container`, { method: "PUT", headers });
if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
