// Draws the picture of the network on a canvas: lines told apart by stroke as well as colour,
// people coloured by group, bridges ringed, names as far as there is room.
window.kithbookDrawing = (canvas) => {
  "use strict";
  const pen = canvas.getContext("2d");
  const COLOURS = 9;
  const STROKES = [
    { width: 1.5, dash: [], colour: "accent" },
    { width: 3, dash: [], colour: "quiet" },
    { width: 2, dash: [8, 4], colour: "good" },
    { width: 1.6, dash: [1, 4], colour: "ink" },
  ];
  const widths = new Map();
  let look = {};
  let scale = 1;

  const colourOf = (name) => {
    const probe = document.createElement("span");
    probe.className = name;
    canvas.parentElement.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };

  const dress = () => {
    look = { groups: [] };
    for (const name of ["paper", "ink", "quiet", "line", "accent", "good"]) look[name] = colourOf(`kith-ink--${name}`);
    for (let n = 0; n < COLOURS; n += 1) look.groups.push(colourOf(`kith-group--${n}`));
    const style = getComputedStyle(canvas);
    look.sans = style.fontFamily;
    look.serif = style.getPropertyValue("--kith-serif");
  };

  const fitted = () => {
    scale = window.devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
  };

  const radius = (one, view) =>
    (3.6 + 1.5 * Math.sqrt(one.count)) * Math.min(1.5, Math.max(0.4, Math.sqrt(view.k)));

  // Both ends on the screen, moved apart where several lines join the same two.
  const ends = (line) => {
    const { source: a, target: b } = line;
    if (!line.aside) return [a.sx, a.sy, b.sx, b.sy];
    const way = Math.hypot(b.sx - a.sx, b.sy - a.sy) || 1;
    const sign = a.index < b.index ? line.aside : -line.aside;
    const x = (-(b.sy - a.sy) / way) * sign;
    const y = ((b.sx - a.sx) / way) * sign;
    return [a.sx + x, a.sy + y, b.sx + x, b.sy + y];
  };

  const outside = (line, width, height) => {
    const { source: a, target: b } = line;
    return (a.sx < 0 && b.sx < 0) || (a.sy < 0 && b.sy < 0)
      || (a.sx > width && b.sx > width) || (a.sy > height && b.sy > height);
  };

  const strokeLines = (lines, kind, view, quick) => {
    const stroke = STROKES[kind];
    pen.strokeStyle = look[stroke.colour];
    pen.lineWidth = quick ? 1 : stroke.width * Math.min(1, Math.max(0.4, view.k * 1.4));
    pen.setLineDash(quick ? [] : stroke.dash);
    pen.lineCap = kind === 3 ? "round" : "butt";
    pen.beginPath();
    for (const line of lines) {
      const [x, y, toX, toY] = ends(line);
      pen.moveTo(x, y);
      pen.lineTo(toX, toY);
    }
    pen.stroke();
    pen.setLineDash([]);
  };

  const arrows = (lines, view) => {
    pen.fillStyle = look.accent;
    pen.beginPath();
    for (const line of lines) {
      const [x, y, toX, toY] = ends(line);
      const angle = Math.atan2(toY - y, toX - x);
      const tip = radius(line.target, view) + 2;
      const [tipX, tipY] = [toX - tip * Math.cos(angle), toY - tip * Math.sin(angle)];
      pen.moveTo(tipX, tipY);
      pen.lineTo(tipX - 8 * Math.cos(angle - 0.42), tipY - 8 * Math.sin(angle - 0.42));
      pen.lineTo(tipX - 8 * Math.cos(angle + 0.42), tipY - 8 * Math.sin(angle + 0.42));
    }
    pen.fill();
  };

  const dots = (people, view, ringed) => {
    for (let colour = 0; colour < COLOURS; colour += 1) {
      const these = people.filter((one) => one.colour === colour);
      pen.fillStyle = look.groups[colour];
      pen.beginPath();
      for (const one of these) {
        const size = radius(one, view);
        pen.moveTo(one.sx + size, one.sy);
        pen.arc(one.sx, one.sy, size, 0, 2 * Math.PI);
      }
      pen.fill();
    }
    pen.lineWidth = 1.6;
    pen.strokeStyle = look.ink;
    for (const one of people.filter((each) => each.bridge)) ring(one, radius(one, view) + 3.2);
    pen.lineWidth = 2.4;
    pen.strokeStyle = look.accent;
    if (ringed) ring(ringed, radius(ringed, view) + (ringed.bridge ? 7 : 4));
  };

  const ring = (one, size) => {
    pen.beginPath();
    pen.arc(one.sx, one.sy, size, 0, 2 * Math.PI);
    pen.stroke();
  };

  const widthOf = (text, font) => {
    const key = `${font}/${text}`;
    if (!widths.has(key)) widths.set(key, pen.measureText(text).width);
    return widths.get(key);
  };

  const names = (people, view, focus, most) => {
    // Points take room too, so that names stand beside them.
    const taken = people.length > 80 ? [] : people.map((one) => {
      const size = radius(one, view);
      return [one.sx - size, one.sy - size, one.sx + size, one.sy + size];
    });
    const points = taken.length;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    for (const one of people) {
      if (taken.length - points >= most) break;
      const font = one === focus ? `600 16px ${look.serif}` : `12px ${look.sans}`;
      pen.font = font;
      const wide = widthOf(one.name, font);
      const box = room(one, wide, radius(one, view) + (one === focus ? 9 : 5), taken);
      if (!box) continue;
      taken.push(box);
      const [left, middle] = [box[0] + 2, (box[1] + box[3]) / 2];
      pen.strokeStyle = look.paper;
      pen.lineWidth = 4;
      pen.strokeText(one.name, left, middle);
      pen.fillStyle = look.ink;
      pen.fillText(one.name, left, middle);
    }
  };

  // Where a name fits: right of its point, left, above or below.
  const room = (one, wide, from, taken) => {
    const places = [
      [one.sx + from, one.sy], [one.sx - from - wide, one.sy],
      [one.sx - wide / 2, one.sy - from - 7], [one.sx - wide / 2, one.sy + from + 7],
    ];
    for (const [left, middle] of places) {
      const box = [left - 2, middle - 8, left + wide + 2, middle + 8];
      const hit = ([a, b, c, d]) => box[0] < c && box[2] > a && box[1] < d && box[3] > b;
      if (box[0] > 0 && box[2] < canvas.clientWidth && !taken.some(hit)) return box;
    }
    return null;
  };

  // `people` come in the order in which their names may take the room.
  const draw = ({ people, lines, view, focus, hover, quick }) => {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    for (const one of people) {
      one.sx = view.applyX(one.x);
      one.sy = view.applyY(one.y);
    }
    const near = new Set(focus ? [focus, ...focus.near.filter((one) => one.shown)] : []);
    const seen = lines.filter((line) => !outside(line, width, height));
    const touches = (line) => !focus || line.source === focus || line.target === focus;
    for (const bright of focus ? [false, true] : [true]) {
      const these = seen.filter((line) => touches(line) === bright);
      pen.globalAlpha = bright ? (focus ? 0.9 : Math.max(0.22, Math.min(0.9, 270 / these.length))) : 0.14;
      STROKES.forEach((_, kind) => strokeLines(these.filter((line) => line.kind === kind), kind, view, quick));
      if (!quick && (view.k > 0.35 || focus) && bright) arrows(these.filter((line) => line.kind === 0), view);
    }
    const within = people.filter((one) => one.sx > -20 && one.sy > -20 && one.sx < width + 20 && one.sy < height + 20);
    pen.globalAlpha = focus ? 0.3 : 1;
    dots(focus ? within.filter((one) => !near.has(one)) : within, view, null);
    pen.globalAlpha = 1;
    if (focus) dots(within.filter((one) => near.has(one)), view, focus);
    const first = within.filter((one) => one === focus || one === hover || near.has(one));
    const rest = within.filter((one) => !first.includes(one));
    names(focus ? first : [...first, ...rest], view, focus, quick ? 12 : 80);
  };

  return { draw, dress, fitted, radius };
};
