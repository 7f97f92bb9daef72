// For browsers before color-mix() (Chrome 111, Safari 16.2): each colour that is mixed is also
// given worked out, and the mixed one only where it is understood; oklch() is written as sRGB.
// Variables count as the whole
// page has them; a colour that a part of it sets for itself is left as it is.
import postcss from "postcss";

const MIX = /color-mix\(in \w+,\s*((?:[^(),]|\((?:[^()]|\([^()]*\))*\))+),\s*((?:[^(),]|\((?:[^()]|\([^()]*\))*\))+)\)/;
const VARIABLE = /var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/;
const NAMED = { transparent: [0, 0, 0, 0], white: [255, 255, 255, 1], black: [0, 0, 0, 1] };
const KNOWS = "(color: color-mix(in srgb, red, red))";

const OKLCH = /oklch\(\s*([\d.]+)%?\s+([\d.]+)\s+([\d.]+)(?:deg)?\s*\)/g;

// Björn Ottosson's Oklab; what sRGB cannot show is cut off, as browsers do in the end.
function inRgb(_, lightness, chroma, hue) {
  const [L, C, h] = [Number(lightness) / 100, Number(chroma), (Number(hue) * Math.PI) / 180];
  const [a, b] = [C * Math.cos(h), C * Math.sin(h)];
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const shown = linear.map((x) => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
  const hex = shown.map((x) => Math.round(Math.min(Math.max(x, 0), 1) * 255).toString(16).padStart(2, "0"));
  return `#${hex.join("")}`;
}

function variables(root) {
  const found = new Map();
  root.walkRules((rule) => {
    if (rule.selectors.some((one) => one === ":root") && rule.parent.type === "root") {
      rule.walkDecls(/^--/, (decl) => found.set(decl.prop, decl.value));
    }
  });
  return found;
}

function filledIn(text, known) {
  let left = 40;
  for (let found; (found = text.match(VARIABLE)); ) {
    const value = known.get(found[1]) ?? found[2];
    if (value === undefined || left-- === 0) return null;
    text = text.replace(found[0], () => value.trim());
  }
  return text;
}

function colour(text) {
  if (NAMED[text]) return NAMED[text];
  const hex = text.match(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i)?.[1];
  if (hex) {
    const long = hex.length === 3 ? [...hex].map((one) => one + one).join("") : hex;
    return [...[0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16)), 1];
  }
  const parts = text.match(/^rgba?\((.*)\)$/)?.[1].split(/[\s,/]+/).map(Number);
  return parts && parts.length >= 3 && !parts.some(Number.isNaN) ? [...parts.slice(0, 3), parts[3] ?? 1] : null;
}

// "#fff 20%", "#fff calc(.5 * 100%)", "#fff": a colour, and how much of it.
function part(text) {
  const [, name, , sum, plain] = text.trim().match(/^(.*?)(\s+calc\(\s*([\d.]+)\s*\*\s*100%\s*\)|\s+([\d.]+)%)?$/);
  const share = sum !== undefined ? Number(sum) : plain !== undefined ? Number(plain) / 100 : null;
  return { colour: colour(name.trim()), share };
}

function mixed(first, second) {
  const [a, b] = [part(first), part(second)];
  if (!a.colour || !b.colour) return null;
  const p = a.share ?? (b.share === null ? 0.5 : 1 - b.share);
  const [s, t] = [p * a.colour[3], (1 - p) * b.colour[3]];
  const alpha = s + t;
  const rgb = [0, 1, 2].map((at) => (alpha ? Math.round((a.colour[at] * s + b.colour[at] * t) / alpha) : 0));
  return `rgba(${rgb.join(",")},${Math.round(alpha * 1000) / 1000})`;
}

export function worked(value, known) {
  let text = filledIn(value, known);
  for (let found; text && (found = text.match(MIX)); ) {
    const one = mixed(found[1], found[2]);
    text = one && text.replace(found[0], one);
  }
  return text && !text.includes("color-mix") ? text : null;
}

export function forOlder(css) {
  const root = postcss.parse(css.replace(OKLCH, inRgb));
  const known = variables(root);
  const mixing = [];
  root.walkDecls((decl) => {
    if (decl.value.includes("color-mix(") && decl.parent.type === "rule") mixing.push(decl);
  });
  for (const decl of mixing) {
    const own = decl.parent.nodes.filter((one) => one.type === "decl" && one.prop.startsWith("--") && one !== decl);
    const plain = worked(decl.value, new Map([...known, ...own.map((one) => [one.prop, one.value])]));
    if (!plain) continue;
    const modern = postcss.rule({ selector: decl.parent.selector, nodes: [decl.clone()] });
    decl.parent.after(postcss.atRule({ name: "supports", params: KNOWS, nodes: [modern] }));
    decl.value = plain;
  }
  return root.toString();
}
