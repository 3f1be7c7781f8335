// import { called } from './contact.ts'; (a comment closes no circle)
export const name = "import x from './contact.ts'";
