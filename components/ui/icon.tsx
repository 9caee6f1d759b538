/** Stroke paths on a 24 × 24 grid. */
const PATHS = {
  alert: "M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.1",
  audit: "M9 6h11M9 12h11M9 18h11M4 6l.8.8L6.5 5M4 12l.8.8L6.5 11M4 18l.8.8L6.5 17",
  bank: "M3.5 9.5 12 4l8.5 5.5zM5.5 9.5V17M10 9.5V17M14 9.5V17M18.5 9.5V17M3.5 20h17",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0",
  bill: "M6 3.5h12v17l-3-2-3 2-3-2-3 2zM9 8.5h6M9 12.5h6",
  calendar: "M4 6.5h16v13.5H4zM4 10.5h16M8 3.5v5M16 3.5v5",
  check: "M4.5 12.5 10 18 19.5 7",
  chevron: "m9 5 7 7-7 7",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  globe:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c3 2.5 3.5 5.5 3.5 8.5s-.5 6-3.5 8.5M12 3.5C9 6 8.5 9 8.5 12s.5 6 3.5 8.5",
  home: "M4 11 12 4l8 7v9h-5.5v-5.5h-5V20H4z",
  inbox: "M4 13 6.5 4.5h11L20 13v6.5H4zM4 13h4.5l1.5 2.5h4l1.5-2.5H20",
  menu: "M4 7h16M4 12h16M4 17h16",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.400M18 14.5c2 .8 3.2 2.700 3.5 5.5",
  search: "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
  signOut: "M14 4.5H5v15h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
  store: "M4 10v10h16V10M3 10l2-5.5h14L21 10a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0M9.5 20v-5.5h5V20",
  truck:
    "M3 6h11v10.5H3zM14 9.5h4l3 3.5v3.5h-7M7 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  upload: "M12 15.5V4.5M7.5 8.5 12 4l4.5 4.5M4.5 15.5v4.5h15v-4.5",
  wallet: "M4 7.5h16V19.5H4zM4 7.5 15.5 4v3.5M16 13.5h.1",
} as const;

export type IconName = keyof typeof PATHS;

type IconProps = { name: IconName; size?: number; className?: string | undefined };

/** A decoration: the text beside it says what it means. */
export function Icon({ name, size = 20, className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      fill="none"
      focusable="false"
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.75}
      style={{ flex: "none" }}
      viewBox="0 0 24 24"
      width={size}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
