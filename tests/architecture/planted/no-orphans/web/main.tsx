import { Button } from './ui/button.tsx';
export const app = Button;
