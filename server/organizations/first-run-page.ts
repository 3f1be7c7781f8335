import { passwordLengthMin } from '#platform/auth/password.ts';
import type { FieldFault } from '#platform/fields.ts';
import { drawField, type Field, html, type Page } from '#platform/http/html.ts';

const fields: readonly Field[] = [
  { name: 'name', label: 'Your name', type: 'text', autocomplete: 'name' },
  {
    name: 'organization',
    label: 'Your organization',
    type: 'text',
    autocomplete: 'organization',
    hint: 'Its name as people know it. You can change it later.',
  },
  { name: 'email', label: 'Your e-mail address', type: 'email', autocomplete: 'username', hint: 'You sign in with it.' },
  {
    name: 'password',
    label: 'A password',
    type: 'password',
    autocomplete: 'new-password',
    hint: `At least ${passwordLengthMin} characters. A short sentence is good.`,
  },
];

/** The form, with what was typed (never the password) and what is wrong with it. */
export function drawFirstRun(token: string, given: Readonly<Record<string, string>>, faults: readonly FieldFault[]): Page {
  const drawn = fields.map((field) => {
    const fault = faults.find((one) => one.field === field.name);
    return drawField({
      ...field,
      ...(field.type === 'password' ? {} : { value: given[field.name] ?? '' }),
      ...(fault ? { fault: `${field.label} ${fault.message}.` } : {}),
    });
  });
  return {
    title: faults.length > 0 ? 'Please check the form – Baraza' : 'Welcome to Baraza',
    status: faults.length > 0 ? 400 : 200,
    body: html`<h1>Welcome to Baraza</h1>
<p>This makes you the owner of this installation’s first organization. The page closes when you are done.</p>
${faults.length > 0 && html`<p class="fault" role="alert">Nothing was saved yet: ${faults.length === 1 ? 'one field needs' : `${faults.length} fields need`} your attention.</p>`}
<form method="post" action="/first-run"><input type="hidden" name="token" value="${token}">${drawn}<button>Create organization</button></form>`,
  };
}

export function drawDone(organization: string, publicUrl: string): Page {
  return {
    title: 'All set – Baraza',
    status: 201,
    body: html`<h1>${organization} is ready</h1>
<p>You are its owner. The staff app is not part of this version yet; until then you work through the API.</p>
<p>Sign in:</p>
<pre><code>curl -c cookies.txt -H 'content-type: application/json' \\
  -d '{"login":"…","password":"…"}' ${publicUrl}/api/auth/sign-in</code></pre>
<p>Make a key for programs, shown once:</p>
<pre><code>curl -b cookies.txt -H "baraza-csrf: $(grep baraza.csrf cookies.txt | cut -f 7)" -H 'origin: ${publicUrl}' -H 'content-type: application/json' \\
  -d '{"name":"ops"}' ${publicUrl}/api/api-keys</code></pre>
<p>Everything else is in the <a href="/docs">description of the API</a>.</p>`,
  };
}

export function drawGone(): Page {
  return {
    title: 'Already set up – Baraza',
    status: 410,
    body: html`<h1>Already set up</h1><p>This installation has an owner, so this page is closed. Ask them for an invitation.</p>`,
  };
}

export function drawWrongToken(): Page {
  return {
    title: 'This link does not work – Baraza',
    status: 403,
    body: html`<h1>This link does not work</h1><p>It is not the one this installation printed. Copy the whole link from the terminal or the log and open it again.</p>`,
  };
}
