import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { brick, font, pine, radius, shadow, stone } from "./tokens.ts";

const tuple = (shades: readonly string[]) => [...shades] as unknown as MantineColorsTuple;

/** The desk's look, made of the same tokens as the store's CSS variables. */
export const mantineTheme = createTheme({
  primaryColor: "pine",
  primaryShade: 7,
  colors: { pine: tuple(pine), gray: tuple(stone), red: tuple(brick) },
  black: stone[9],
  fontFamily: font.desk,
  headings: { fontFamily: font.desk, fontWeight: "700" },
  defaultRadius: "sm",
  radius: { sm: radius.sm, md: radius.md, lg: radius.lg },
  shadows: { sm: shadow.card, md: shadow.raised },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } } },
    Modal: { defaultProps: { centered: true, radius: "md", overlayProps: { backgroundOpacity: 0.35 } } },
    InputWrapper: { styles: { label: { fontWeight: 600, marginBottom: 4 } } },
    Notification: { defaultProps: { radius: "md" } },
  },
});
