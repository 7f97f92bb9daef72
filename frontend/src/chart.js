// Draws [data-chart]: numbers come from a json_script element, colours from the theme.
// Loaded only by pages that have a chart; the same numbers stand in a table below it.
import {
  BarController, BarElement, CategoryScale, Chart, Legend, LineController, LineElement,
  LinearScale, PointElement, Tooltip,
} from "chart.js";

Chart.register(
  BarController, BarElement, CategoryScale, Legend, LineController, LineElement, LinearScale,
  PointElement, Tooltip,
);

const THAI = "๐๑๒๓๔๕๖๗๘๙";
const theme = getComputedStyle(document.documentElement);
const colour = (name) => theme.getPropertyValue(name).trim();

function digits(canvas) {
  const thai = canvas.dataset.digits === "thai";
  return (value) => {
    const text = Number(value).toLocaleString("en-US", { maximumFractionDigits: 2 });
    return thai ? text.replace(/\d/g, (digit) => THAI[digit]) : text;
  };
}

function series(data, kind) {
  const colours = [colour("--wn-accent"), "#8a94ad", colour("--wn-good"), colour("--wn-wait")];
  const drawn = data.series.map((one, index) => ({
    label: one.name, data: one.values, type: kind,
    backgroundColor: colours[index % 4], borderColor: colours[index % 4],
    borderRadius: 3, maxBarThickness: 56,
  }));
  if (!data.target) return drawn;
  const values = Array.isArray(data.target) ? data.target : data.labels.map(() => data.target);
  return [...drawn, {
    label: data.target_name, data: values, type: "line", borderColor: colour("--wn-bad"),
    order: -1, backgroundColor: colour("--wn-bad"), borderDash: [6, 4], borderWidth: 2, pointStyle: "rectRot",
  }];
}

function draw(canvas) {
  const data = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
  const kind = canvas.dataset.kind === "line" ? "line" : "bar";
  const write = digits(canvas);
  const unit = data.unit ?? "";
  new Chart(canvas, {
    type: kind,
    data: { labels: data.labels, datasets: series(data, kind) },
    options: {
      maintainAspectRatio: false,
      animation: false,
      font: { family: "Sarabun", size: 15 },
      scales: {
        x: { grid: { display: false }, ticks: { font: { family: "Sarabun", size: 15 } } },
        y: {
          beginAtZero: true, max: unit === "%" ? 100 : undefined,
          ticks: { font: { family: "Sarabun", size: 15 }, callback: (value) => write(value) + unit },
        },
      },
      plugins: {
        legend: { position: "bottom", labels: { usePointStyle: true, boxHeight: 8, font: { family: "Sarabun", size: 15 } } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${write(item.raw)}${unit}` } },
      },
    },
  });
}

document.fonts.ready.then(() => document.querySelectorAll("canvas[data-chart]").forEach(draw));
