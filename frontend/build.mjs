// Builds static/dist: wian.css, wian.js, chart.js, fonts/, img/ and icons.svg.
// File names are stable; WhiteNoise adds the hashes. Run: npm run build
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { keep } from "./keep.mjs";
import { forOlder } from "./older.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = join(ROOT, "static/dist");
const SRC = join(ROOT, "frontend/src");
const TARGET = ["chrome90", "firefox91", "safari15"];

// Every place that names a class of ours or of Tabler.
const CLASS_SOURCES = [
  "templates/**/*.html",
  "frontend/src/*.js",
  "*/templatetags/*.py",
  "screens/**/*.py",
].map((pattern) => join(ROOT, pattern));

async function scripts() {
  await build({
    entryPoints: { wian: join(SRC, "wian.js"), chart: join(SRC, "chart.js") },
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    outdir: OUT,
    legalComments: "linked",
    logLevel: "warning",
  });
}

async function bundledStyles() {
  const result = await build({
    entryPoints: [join(SRC, "wian.css")],
    bundle: true,
    minify: false,
    target: TARGET,
    outdir: OUT,
    write: false,
    assetNames: "fonts/[name]",
    loader: { ".woff2": "file" },
    logLevel: "warning",
  });
  for (const file of result.outputFiles) {
    if (file.path.endsWith(".woff2")) writeFileSync(file.path, file.contents);
  }
  return result.outputFiles.find((file) => file.path.endsWith(".css")).text;
}

async function purged(css) {
  const [result] = await new PurgeCSS().purge({
    content: CLASS_SOURCES,
    css: [{ raw: css }],
    safelist: keep,
    variables: true,
    keyframes: true,
    fontFace: false,
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
  });
  return result.css;
}

// The pictures inside Tabler's styles become files, so that a page needs no data: address.
function picturesToFiles(css) {
  const names = new Map();
  return css.replace(/url\("data:image\/svg\+xml,([^"]+)"\)/g, (_, encoded) => {
    if (!names.has(encoded)) {
      names.set(encoded, `img/form-${names.size + 1}.svg`);
      writeFileSync(join(OUT, names.get(encoded)), decodeURIComponent(encoded));
    }
    return `url("${names.get(encoded)}")`;
  });
}

// There is no dark theme yet: light-dark(a, b) becomes a, which older browsers understand too.
function lightOnly(css) {
  const word = "light-dark(";
  let start;
  while ((start = css.indexOf(word)) >= 0) {
    let depth = 1, comma = -1, end = start + word.length;
    for (; depth > 0; end++) {
      if (css[end] === "(") depth++;
      else if (css[end] === ")") depth--;
      else if (css[end] === "," && depth === 1 && comma < 0) comma = end;
    }
    css = css.slice(0, start) + css.slice(start + word.length, comma) + css.slice(end);
  }
  return css;
}

async function styles() {
  const css = forOlder(picturesToFiles(lightOnly(await purged(await bundledStyles()))));
  const small = await transform(css, { loader: "css", minify: true, target: TARGET });
  writeFileSync(join(OUT, "wian.css"), small.code);
  return small.code.length;
}

function icons() {
  const names = readFileSync(join(ROOT, "frontend/icons.txt"), "utf8").split(/\s+/).filter(Boolean);
  const symbols = names.map((name) => {
    const file = join(ROOT, "node_modules/@tabler/icons/icons/outline", `${name}.svg`);
    const body = readFileSync(file, "utf8").replace(/^[\s\S]*?>/, "").replace("</svg>", "");
    const paths = body.replace(/\s*<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "");
    return `<symbol id="${basename(name)}" viewBox="0 0 24 24">${paths.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
  writeFileSync(join(OUT, "icons.svg"), sprite);
  return names.length;
}

const started = Date.now();
rmSync(OUT, { recursive: true, force: true });
for (const folder of ["fonts", "img"]) mkdirSync(join(OUT, folder), { recursive: true });
writeFileSync(join(OUT, "mark.svg"), readFileSync(join(SRC, "mark.svg")));
const count = icons();
const [, size] = await Promise.all([scripts(), styles()]);
console.log(`static/dist: wian.css ${Math.round(size / 1000)} kB, ${count} icons, ${Date.now() - started} ms`);
