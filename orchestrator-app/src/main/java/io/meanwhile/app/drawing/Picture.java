package io.meanwhile.app.drawing;

import java.util.List;

/**
 * Where everything is, in pixels from the upper left.
 *
 * @param boxes in the order of the graph's nodes
 * @param arrows in the order of its links
 */
record Picture(int width, int height, List<Box> boxes, List<Arrow> arrows) {

  /** One node. */
  record Box(String name, int x, int y, int width, int height, List<Label> lines) {
    int bottom() {
      return y + height;
    }
  }

  /** A corner of a line. */
  record Point(int x, int y) {}

  /**
   * From one box to another.
   *
   * @param points straight down within a row, curved from each row to the next: the first two are
   *     in the first row, and so on; the last is where it meets its box
   * @param rank how many lines meet the box to the left of it
   */
  record Arrow(Graph.Link link, List<Point> points, int rank) {}
}
