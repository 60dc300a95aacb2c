// Draws the figures of a report from the numbers in the page, when ECharts is there. Without it, and on paper, the
// static pictures stay. Everything shown is text: labels and tooltips are encoded.
"use strict";
(function () {
  const colours = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000", "#F0E442"];
  const dashes = ["solid", [8, 4], [2, 3], [10, 3, 2, 3]];
  const shapes = ["circle", "rect", "triangle", "diamond"];
  const safe = (text) => String(text).replace(/[&<>"']/g, (c) => "&#" + c.charCodeAt(0) + ";");
  const shown = (value) => {
    if (value === null || value === undefined) return "absent";
    const size = Math.abs(value);
    if (size < 1e-12) return "0";
    return value.toFixed(size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : Math.min(12, 1 - Math.floor(Math.log10(size))));
  };
  const text = { fontFamily: "inherit", fontSize: 13, color: "#1b1b1b" };
  const frame = (chart) => ({
    aria: { enabled: true, label: { description: chart.caption } },
    animation: false,
    color: colours,
    textStyle: text,
    tooltip: { confine: true, textStyle: { fontSize: 13 } },
    legend: chart.series.length > 1 ? { top: 0, type: "scroll", itemGap: 28, textStyle: { padding: [0, 12, 0, 0] } } : undefined,
    grid: { left: 8, right: 24, top: chart.series.length > 1 ? 36 : 12, bottom: 30, containLabel: true },
  });
  const axis = (chart, name, more) => Object.assign({
    type: "value", name: name, nameLocation: "middle", nameGap: 30, scale: true,
    axisLabel: { color: "#1b1b1b", formatter: (value) => String(+value.toPrecision(3)) },
    splitLine: { lineStyle: { color: "#e3e3e3" } },
  }, chart.low !== null ? { min: chart.low } : {}, chart.high !== null ? { max: chart.high } : {}, more);
  const reference = (chart, key) => chart.reference === null ? undefined : {
    silent: true, symbol: "none", label: { show: false }, lineStyle: { color: "#1b1b1b", type: "solid", width: 1.2 },
    data: [{ [key]: chart.reference }],
  };

  // Bands and intervals are drawn by hand, so the axis cannot find their ends itself.
  function fit(chart) {
    const all = chart.series.flatMap((s) => [s.mid, s.lo, s.hi]).flat().concat([chart.reference]).filter((v) => v !== null);
    const low = Math.min(...all), high = Math.max(...all), pad = 0.05 * (high - low || 1);
    if (chart.low === null) chart.low = low === 0 && chart.kind !== "intervals" ? 0 : low - pad;
    if (chart.high === null) chart.high = high + pad;
  }

  function intervals(chart) {
    fit(chart);
    const n = chart.series.length;
    const option = frame(chart);
    option.xAxis = axis(chart, chart.x, { axisLabel: { formatter: (v) => String(+v.toPrecision(3)), showMinLabel: false, showMaxLabel: false } });
    option.yAxis = { type: "category", data: chart.categories, inverse: true, axisLabel: { color: "#1b1b1b" }, axisTick: { show: false } };
    option.tooltip.formatter = (p) => {
      const s = chart.series[p.seriesIndex], i = p.dataIndex;
      const interval = s.lo.length && s.lo[i] !== null ? "<br>95 % interval " + shown(s.lo[i]) + " to " + shown(s.hi[i]) : "";
      return safe(chart.categories[i]) + (n > 1 ? "<br>" + safe(s.name) : "") + "<br>" + shown(s.mid[i]) + " " + safe(chart.x) + interval;
    };
    option.series = chart.series.map((s, k) => ({
      type: "custom", name: s.name, itemStyle: { color: colours[k] }, encode: { x: [1, 2, 3], y: 0 }, clip: true,
      data: s.mid.map((mid, i) => [i, mid, s.lo.length ? s.lo[i] : null, s.hi.length ? s.hi[i] : null]),
      markLine: k === 0 ? reference(chart, "xAxis") : undefined,
      renderItem: (params, api) => {
        const mid = api.value(1), lo = api.value(2), hi = api.value(3);
        if (!isFinite(mid)) return null;
        const y = api.coord([mid, api.value(0)])[1] + 14 * (k - 0.5 * (n - 1));
        const has = isFinite(lo) && isFinite(hi), x = api.coord([mid, 0])[0];
        const clear = has && (lo > chart.reference || hi < chart.reference);
        const style = { fill: clear ? colours[k] : "#fff", stroke: colours[k], lineWidth: 2 };
        const point = k % 2 === 0 ? { type: "circle", shape: { cx: x, cy: y, r: 5 }, style }
                                  : { type: "rect", shape: { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }, style };
        const bar = has ? [{ type: "line", style: { stroke: colours[k], lineWidth: 2.5 },
          shape: { x1: api.coord([lo, 0])[0], x2: api.coord([hi, 0])[0], y1: y, y2: y } }] : [];
        return { type: "group", children: bar.concat([point]) };
      },
    }));
    return [option, 80 + chart.categories.length * (16 + 14 * n)];
  }

  function bars(chart) {
    const option = frame(chart);
    option.aria.decal = { show: true };
    option.tooltip.trigger = "axis";
    option.tooltip.axisPointer = { type: "shadow" };
    option.tooltip.valueFormatter = shown;
    option.xAxis = axis(chart, chart.x, { scale: false });
    option.yAxis = { type: "category", data: chart.categories, inverse: true, axisLabel: { color: "#1b1b1b" }, axisTick: { show: false } };
    option.series = chart.series.map((s, k) => ({
      type: "bar", stack: "all", name: s.name, data: s.mid, itemStyle: { color: colours[k], borderColor: "#fff" },
    }));
    return [option, 90 + chart.categories.length * 28];
  }

  function band(name, x, lo, hi, colour, opacity, step) {
    const upper = [], lower = [];
    x.forEach((at, i) => {
      if (lo[i] === null || lo[i] === undefined) return;
      if (step && upper.length) {
        upper.push([at, upper[upper.length - 1][1]]);
        lower.push([at, lower[lower.length - 1][1]]);
      }
      upper.push([at, hi[i]]);
      lower.push([at, lo[i]]);
    });
    const outline = upper.concat(lower.reverse());
    return {
      type: "custom", name: name, silent: true, clip: true, tooltip: { show: false }, data: outline.length ? [outline[0]] : [], z: 1,
      renderItem: (params, api) => ({
        type: "polygon", shape: { points: outline.map((p) => api.coord(p)) },
        style: { fill: colour, opacity: opacity },
      }),
    };
  }

  function lines(chart) {
    const steps = chart.kind === "steps";
    fit(chart);
    const option = frame(chart);
    option.xAxis = axis({ low: null, high: null }, chart.x, { min: 0, max: Math.max(...chart.series.map((s) => s.x[s.x.length - 1] || 1)) });
    option.yAxis = axis(chart, chart.y, { nameGap: 52, axisLabel: { formatter: (v) => String(+v.toPrecision(3)), showMinLabel: false, showMaxLabel: steps } });
    option.grid.left = 40;
    option.tooltip.trigger = "axis";
    option.tooltip.formatter = (points) => {
      const at = points[0].axisValue;
      return safe(chart.x) + " " + at + points.map((p) => {
        const s = chart.series.find((one) => one.name === p.seriesName), i = s.x.indexOf(+at);
        const half = s.lo50.length ? "<br>50 %: " + shown(s.lo50[i]) + " to " + shown(s.hi50[i]) + "<br>90 %: " + shown(s.lo[i]) + " to " + shown(s.hi[i]) : "";
        return "<br>" + safe(s.name) + ": " + shown(s.mid[i]) + half;
      }).join("");
    };
    option.series = [];
    chart.series.forEach((s, k) => {
      if (s.lo.length) option.series.push(band(s.name, s.x, s.lo, s.hi, colours[k], chart.series.length > 1 ? 0.1 : 0.18, steps));
      if (s.lo50.length) option.series.push(band(s.name, s.x, s.lo50, s.hi50, colours[k], 0.3, steps));
      option.series.push({
        type: "line", name: s.name, step: steps ? "end" : false, symbol: shapes[k % 4], showSymbol: false, z: 3,
        lineStyle: { color: colours[k], width: 2.5, type: dashes[k % 4] }, itemStyle: { color: colours[k] },
        data: s.x.map((at, i) => [at, s.mid[i]]), markLine: k === 0 ? reference(chart, "yAxis") : undefined,
      });
    });
    return [option, 360];
  }

  function heat(chart) {
    const option = frame(chart);
    const data = [];
    let most = 0;
    chart.series.forEach((s, r) => s.mid.forEach((value, c) => {
      most = Math.max(most, value || 0);
      data.push([c, r, value === null ? "-" : value]);
    }));
    option.legend = undefined;
    option.grid.top = 56;
    option.grid.bottom = 8;
    option.xAxis = { type: "category", position: "top", data: chart.categories, axisLabel: { interval: 0, width: 90, overflow: "break", lineHeight: 15, color: "#1b1b1b" }, axisTick: { show: false } };
    option.yAxis = { type: "category", inverse: true, data: chart.series.map((s) => s.name), axisLabel: { color: "#1b1b1b" }, axisTick: { show: false } };
    option.visualMap = { show: false, min: 0, max: most || 1, dimension: 2, inRange: { color: ["#f7fafc", "#bfdcee", "#7fb9dd"] } };
    option.tooltip.formatter = (p) => safe(chart.series[p.value[1]].name) + "<br>" + safe(chart.categories[p.value[0]]) + ": " + shown(p.value[2]);
    option.series = [{ type: "heatmap", data: data, itemStyle: { borderColor: "#fff", borderWidth: 1 },
      label: { show: true, color: "#1b1b1b", formatter: (p) => shown(p.value[2] === "-" ? null : p.value[2]) } }];
    return [option, 80 + chart.series.length * 30];
  }

  function flows(chart) {
    const option = frame(chart);
    const names = chart.nodes.map((node) => node.name + "\u200b".repeat(node.level)); // one name may stand in two columns
    const level = ["#0072B2", "#009E73", "#D55E00"];
    option.tooltip.formatter = (p) => p.dataType === "edge" ? safe(p.data.source) + " \u2192 " + safe(p.data.target) + ": " + shown(p.data.value)
                                                            : safe(p.name) + ": " + shown(p.value);
    option.series = [{
      type: "sankey", left: 8, right: 150, top: 8, bottom: 8, draggable: false, nodeGap: 14, layoutIterations: 0,
      data: chart.nodes.map((node, i) => ({ name: names[i], depth: node.level, itemStyle: { color: level[node.level] } })),
      links: chart.links.map((link) => ({ source: names[link.from], target: names[link.to], value: link.value })),
      lineStyle: { color: "source", opacity: 0.3 }, emphasis: { focus: "adjacency" }, label: { color: "#1b1b1b" },
    }];
    return [option, 560];
  }

  const make = { intervals, bars, fan: lines, steps: lines, heat, flows };
  const boxes = Array.from(document.querySelectorAll("[data-chart]"));
  if (typeof echarts !== "undefined" && boxes.length) {
    document.documentElement.classList.add("interactive");
    const charts = boxes.map((box) => {
      const chart = JSON.parse(document.getElementById("data-" + box.dataset.chart).textContent);
      const [option, height] = make[chart.kind](chart);
      box.style.height = height + "px";
      const drawn = echarts.init(box, null, { renderer: "svg" });
      drawn.setOption(option);
      return drawn;
    });
    window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
    document.body.dataset.drawn = charts.length;
  }
  // Paper has no clicks: open every table that is short, close again afterwards.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details.numbers:not([open])")).filter((one) => one.querySelectorAll("tr").length <= 16);
    opened.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
})();
