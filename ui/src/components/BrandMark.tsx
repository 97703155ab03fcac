/** The program's own mark. */
export function BrandMark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 512 512" aria-hidden focusable={false} className={className}>
      <rect
        x="8"
        y="8"
        width="496"
        height="496"
        rx="118"
        fill="#111d46"
        stroke="#5f74b4"
        strokeOpacity=".4"
        strokeWidth="8"
      />
      <path
        d="M200 310V102h172M200 186h118"
        fill="none"
        stroke="#fff"
        strokeWidth="54"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="200" cy="362" r="64" fill="#111d46" stroke="#8fe0b4" strokeWidth="50" />
    </svg>
  );
}
