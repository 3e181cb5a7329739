package io.meanwhile.app.drawing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How it looks, by day and by night. */
public final class DrawingStyle {
  static final String BOX = "#f6f8fa";
  private static final String INK = "#1f2328";
  private static final String MUTED = "#57606a";
  private static final String UNDO = "#953800";
  private static final String PIVOT = "#8250df";
  private static final String GOAL = "#1a7f37";

  /** Within the drawing's own class, so that it changes nothing around it in a page. */
  static final String CSS =
      ".meanwhile-drawing{--paper:#ffffff;--box:#f6f8fa;--ink:#1f2328;--muted:#57606a;"
          + "--undo:#953800;--pivot:#8250df;--goal:#1a7f37;--rule:#8c959f}"
          + "@media(prefers-color-scheme:dark){.meanwhile-drawing{--paper:#0d1117;--box:#161b22;"
          + "--ink:#e6edf3;--muted:#9ba3ad;--undo:#f0a060;--pivot:#d2a8ff;--goal:#56d364;"
          + "--rule:#6e7681}}"
          + ".meanwhile-drawing text{font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',"
          + "monospace}"
          + ".meanwhile-drawing .title{font:600 18px system-ui,sans-serif;fill:var(--ink)}"
          + ".meanwhile-drawing .paper{fill:var(--paper)}"
          + ".meanwhile-drawing .box{fill:var(--box);stroke:var(--muted)}"
          + ".meanwhile-drawing .pivot .box{stroke:var(--pivot)}"
          + ".meanwhile-drawing .goal .box{stroke:var(--goal)}"
          + ".meanwhile-drawing .line{stroke:var(--muted)}"
          + ".meanwhile-drawing .head{fill:var(--muted)}"
          + ".meanwhile-drawing .rule{stroke:var(--rule)}"
          + ".meanwhile-drawing .name{fill:var(--ink);font-weight:700}"
          + ".meanwhile-drawing .call,.meanwhile-drawing .guard,.meanwhile-drawing .flow"
          + "{fill:var(--ink)}"
          + ".meanwhile-drawing .guard{font-style:italic}"
          + ".meanwhile-drawing .confirm,.meanwhile-drawing .note,.meanwhile-drawing .no-undo"
          + "{fill:var(--muted)}"
          + ".meanwhile-drawing .level{fill:var(--muted);stroke:var(--paper);stroke-width:4px;"
          + "paint-order:stroke}"
          + ".meanwhile-drawing .undo{fill:var(--undo)}"
          + ".meanwhile-drawing .badge{fill:var(--pivot);font-weight:700}";

  private DrawingStyle() {}

  static String ink(String style) {
    return switch (style) {
      case "title", "name", "call", "guard", "flow" -> INK;
      case "undo" -> UNDO;
      case "badge" -> PIVOT;
      default -> MUTED;
    };
  }

  static String border(String kind) {
    return switch (kind) {
      case "pivot" -> PIVOT;
      case "goal" -> GOAL;
      default -> MUTED;
    };
  }

  /** For a content security policy that lets exactly this style in: {@code sha256-...}. */
  public static String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
