// Takes the funding links out of package-lock.json: the lock names packages and hashes, no addresses.
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
for (const entry of Object.values(lock.packages)) delete entry.funding;
const text = JSON.stringify(lock, null, 2) + "\n";
if (text.includes("://")) throw new Error("package-lock.json still holds an address");
writeFileSync(path, text);
