package io.leasehold.lab.charts;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.swing.Icon;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.MinMaxCategoryRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Medians as bars, the best on top and Leasehold in another colour, with a thin line from the lowest run to the highest. Immutable.
 *
 * @param axis what the lengths are, with the unit
 * @param more whether the longer bar is the better
 */
public record BarChart(String title, String axis, boolean more, List<Bar> bars) {
    private static final int WIDTH = 760;
    private static final int FRAME = 100;
    private static final int PER_BAR = 26;
    private static final Color OWN = new Color(0x2f6f9f);
    private static final Color OTHERS = new Color(0xb8c4cc);
    private static final Color LINES = new Color(0x333333);
    private static final Color GRID = new Color(0xdddddd);
    /** The text was measured in the font that this machine has; where it is read there may be another. */
    private static final Pattern FONT_HERE = Pattern.compile("font-family:&quot;.*?&quot;");

    private static final String FONTS = "font-family:DejaVu Sans,Verdana,sans-serif";
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font HEAD = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    public BarChart {
        bars = bars.stream()
                .sorted((one, other) -> more
                        ? Double.compare(other.median(), one.median())
                        : Double.compare(one.median(), other.median()))
                .toList();
    }

    /** Writes it as SVG, with its text as text. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        int height = FRAME + PER_BAR * bars.size();
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SVGProcessor()
                .getDocument(graphics.getCommands(), new PageSize(WIDTH, height))
                .writeTo(out);
        Files.writeString(
                file, FONT_HERE.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll(FONTS));
    }

    private JFreeChart chart() {
        DefaultCategoryDataset medians = new DefaultCategoryDataset();
        DefaultCategoryDataset ranges = new DefaultCategoryDataset();
        for (Bar bar : bars) {
            medians.addValue(bar.median(), "median", bar.title());
            ranges.addValue(bar.lowest(), "lowest", bar.title());
            ranges.addValue(bar.highest(), "highest", bar.title());
        }
        JFreeChart chart = ChartFactory.createBarChart(
                title, null, axis, medians, PlotOrientation.HORIZONTAL, false, false, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(HEAD);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.getDomainAxis().setTickLabelFont(TEXT);
        plot.getRangeAxis().setTickLabelFont(TEXT);
        plot.getRangeAxis().setLabelFont(TEXT);
        ((NumberAxis) plot.getRangeAxis()).setAutoRangeIncludesZero(true);
        plot.setRenderer(0, medians());
        plot.setDataset(1, ranges);
        plot.setRenderer(1, ranges());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        return chart;
    }

    private BarRenderer medians() {
        BarRenderer renderer = new BarRenderer() {
            @Override
            public Paint getItemPaint(int row, int column) {
                return bars.get(column).own() ? OWN : OTHERS;
            }
        };
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        return renderer;
    }

    private static MinMaxCategoryRenderer ranges() {
        MinMaxCategoryRenderer renderer = new MinMaxCategoryRenderer();
        renderer.setDrawLines(false);
        renderer.setGroupPaint(LINES);
        renderer.setGroupStroke(new BasicStroke(1));
        renderer.setObjectIcon(new Nothing());
        renderer.setMinIcon(new Nothing());
        renderer.setMaxIcon(new Nothing());
        return renderer;
    }

    /** At the ends of a line and on it. */
    private static final class Nothing implements Icon {
        @Override
        public void paintIcon(Component on, Graphics graphics, int x, int y) {}

        @Override
        public int getIconWidth() {
            return 0;
        }

        @Override
        public int getIconHeight() {
            return 0;
        }
    }
}
