import type { ReactNode } from 'react';

/** The phone around the screen, drawn by us. On a real phone there is no second one around it. */
export function Case({ children }: { readonly children: ReactNode }) {
  return (
    <div className="h-full w-full two:mx-auto two:max-h-190 two:max-w-100 two:rounded-[40px] two:border two:border-edge two:bg-sunken two:p-3 two:shadow-float">
      <div className="flex h-full min-h-0 flex-col overflow-hidden two:rounded-[28px] two:border two:border-line">
        <span aria-hidden className="hidden shrink-0 justify-center bg-raised pt-2 two:flex">
          <span className="h-1.5 w-16 rounded-full bg-line" />
        </span>
        <div className="min-h-0 flex-1">{children}</div>
      </div>
    </div>
  );
}
