// Classes that no template spells out in full: they are put together from a state or
// a number at run time, set by Django, or set by htmx; and the parts that every new
// template may use before the next build.
export const keep = {
  standard: [
    /^wn-/,
    /^(card|table|nav|form|btn|alert|list-group|badge|row|visually-hidden)(-|$)/,
    /^col(-(sm|md|lg|xl))?(-(auto|\d+))?$/,
    /^(m|p)[tbsexy]?-(auto|[0-5])$/,
    /^gap-[0-5]$/,
    /^g[xy]?-[0-5]$/,
    /^text-(start|center|end|nowrap|break|secondary|danger|success|warning|primary|body)$/,
    /^d(-(sm|md|lg|print))?-(none|block|flex|inline|inline-block|inline-flex|grid|table-cell|table-row)$/,
    /^(flex|align|justify|order)-/,
    /^htmx-/,
    "errorlist",
    "nonfield",
    "helptext",
    "is-invalid",
    "active",
    "disabled",
    "show",
  ],
  deep: [],
  greedy: [],
};
