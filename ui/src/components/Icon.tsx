import type { ForwardRefExoticComponent, RefAttributes, SVGProps } from 'react';

/** An icon of Aksel's set: import it by name, so that only used ones are bundled. */
export type IconShape = ForwardRefExoticComponent<
  SVGProps<SVGSVGElement> & { title?: string; titleId?: string } & RefAttributes<SVGSVGElement>
>;

/** Draws an icon beside words. It is always decoration: the words carry the meaning. */
export function Icon({
  of: Shape,
  size,
  className,
}: {
  of: IconShape;
  size?: 's' | 'xs';
  className?: string | undefined;
}) {
  const classes = ['ic', size && `ic-${size}`, className].filter(Boolean).join(' ');
  return <Shape aria-hidden focusable={false} className={classes} />;
}
