// Scales, grid lines, curves and labels that both panels of the line share.

export function verticalScale({ top, bottom }, low, high) {
  const pad = 0.08 * (high - low) || 1;
  const [from, to] = [low - pad, high + pad];
  const toY = (value) => bottom - ((value - from) / (to - from)) * (bottom - top);
  return { from, to, top, bottom, toY };
}

export function ticks(from, to, count) {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= rough);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 },
    (_, k) => Number(((first + k) * step).toPrecision(6)));
}

export function stroke(pen, xs, values, frame, scale, color, width, dash = []) {
  pen.beginPath();
  const far = 4 * (scale.bottom - scale.top);
  xs.forEach((x, k) => {
    const y = scale.toY(values[k]);
    pen.lineTo(frame.toX(x), Math.min(scale.bottom + far, Math.max(scale.top - far, y)));
  });
  pen.setLineDash(dash);
  pen.lineWidth = width;
  pen.strokeStyle = color;
  pen.lineJoin = "round";
  pen.stroke();
  pen.setLineDash([]);
}

export function horizontalGrid(pen, frame, scale, colors, count) {
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const value of ticks(scale.from, scale.to, count)) {
    const y = scale.toY(value);
    pen.fillStyle = colors.grid;
    pen.fillRect(frame.left, Math.round(y), frame.right - frame.left, 1);
    pen.fillStyle = colors.muted;
    pen.fillText(String(value).replace("-", "−"), frame.left - 8, y);
  }
}

// Words on a plate of the page's color, so that lines do not run through them;
// gives back where they end.
export function label(pen, words, x, y, color, colors) {
  pen.font = `600 12px ${colors.font}`;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const { width } = pen.measureText(words);
  pen.globalAlpha = 0.85;
  pen.fillStyle = colors.page;
  pen.fillRect(x - 4, y - 9, width + 8, 18);
  pen.globalAlpha = 1;
  pen.fillStyle = color;
  pen.fillText(words, x, y);
  return x + width;
}
