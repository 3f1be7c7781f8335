import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** The few pages the server draws itself: plain HTML, no script, nothing from elsewhere, under a policy that allows just that. */

/** Text that is already HTML; everything else is escaped when it is put into a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Part[] | null | undefined | false;

/** html`<p>${anything}</p>`: every value is escaped unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Html {
  return new Html(strings.reduce((whole, text, index) => whole + text + (index < values.length ? render(values[index]) : ''), ''));
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// The anchors of UX.md "Tokens", in both themes; one column that a thumb can use.
const style = `
:root{color-scheme:light dark;--paper:#fbfaf7;--surface:#fff;--ink:#1b1f2a;--muted:#565c6b;--line:#d9d5cb;--acacia:#0f766e}
@media(prefers-color-scheme:dark){:root{--paper:#14171c;--surface:#1c2027;--ink:#eceae4;--muted:#a9afbb;--line:#363c47;--acacia:#4fb8ac}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/24px system-ui,"Noto Sans",sans-serif}
main{max-width:32rem;margin:0 auto;padding:32px 16px 64px}
main.wide{max-width:60rem}
h1{font-size:24px;line-height:32px;margin:0 0 8px}h2{font-size:20px;line-height:28px;margin:48px 0 8px}h3{font-size:16px;margin:16px 0 8px}
p{margin:0 0 16px}a{color:var(--acacia)}.muted{color:var(--muted)}
:focus-visible{outline:3px solid var(--acacia);outline-offset:2px}
details{border:1px solid var(--line);border-radius:8px;background:var(--surface);margin:8px 0}
summary{padding:8px 12px;cursor:pointer;overflow-wrap:anywhere}details>div{padding:0 12px 12px}
code,pre{font:13px/20px ui-monospace,monospace}pre{overflow:auto;padding:12px;border-radius:8px;background:var(--paper);border:1px solid var(--line)}
table{border-collapse:collapse;width:100%}td,th{text-align:start;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}th{white-space:nowrap}
.verb{display:inline-block;min-width:4rem;font-weight:600;color:var(--acacia)}`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly wide?: true;
  readonly status?: number;
}

export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const whole = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title}</title><style>${new Html(style)}</style></head><body><main${page.wide ? new Html(' class="wide"') : ''}>${page.body}</main></body></html>`;
  return reply
    .status(page.status ?? 200)
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(whole.text);
}
