import { SignInPage } from '../account/sign-in-page.tsx';
export const Root = () => <SignInPage />;
