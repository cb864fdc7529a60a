package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;

class MatrixGeometryTest {
    private static final Font FONT = Font.font(12);

    @Test
    void fewClassesFillTheRoomUpToALargestCell() {
        MatrixGeometry two = MatrixGeometry.fit(900, 900, 30, 30, 2);
        MatrixGeometry ten = MatrixGeometry.fit(520, 500, 30, 30, 10);

        assertThat(two.cell()).isEqualTo(MatrixGeometry.LARGEST_CELL);
        assertThat(ten.cell()).isEqualTo(42);
        assertThat(ten.maxScrollX()).isZero();
        assertThat(ten.maxScrollY()).isZero();
    }

    @Test
    void namesThatAreTooLongForTheirColumnSlantAndThenStandUpright() {
        assertThat(MatrixGeometry.fit(800, 800, 40, 40, 10).angle()).isZero();
        assertThat(MatrixGeometry.fit(800, 800, 100, 100, 10).angle()).isEqualTo(-45);
        assertThat(MatrixGeometry.fit(420, 500, 100, 100, 10).angle()).isEqualTo(-90);
    }

    @Test
    void manyClassesScrollInsteadOfShrinkingBelowReadableCells() {
        MatrixGeometry forty = MatrixGeometry.fit(520, 500, 70, 70, 40);

        assertThat(forty.cell()).isEqualTo(MatrixGeometry.SMALLEST_CELL);
        assertThat(forty.gridWidth() + forty.maxScrollX()).isEqualTo(40 * MatrixGeometry.SMALLEST_CELL);
        assertThat(forty.maxScrollY()).isPositive();
    }

    @Test
    void pointsAreMappedToCellsThroughTheScrollPosition() {
        MatrixGeometry forty = MatrixGeometry.fit(520, 500, 70, 70, 40);

        assertThat(forty.index(0, forty.gridWidth(), 0)).isZero();
        assertThat(forty.index(25, forty.gridWidth(), 240)).isEqualTo(11);
        assertThat(forty.index(-1, forty.gridWidth(), 0)).isEqualTo(-1);
        assertThat(forty.index(forty.gridWidth(), forty.gridWidth(), 0)).isEqualTo(-1);
    }

    @Test
    void whereThereIsRoomNamesMayBeLonger() {
        assertThat(MatrixGeometry.mostForLabels(300)).isEqualTo(110);
        assertThat(MatrixGeometry.mostForLabels(1000)).isEqualTo(280);
        MatrixGeometry wide = MatrixGeometry.fit(1000, 500, 280, 140, 200);
        assertThat(wide.left()).isGreaterThanOrEqualTo(280);
        assertThat(wide.gridWidth()).isGreaterThan(500);
    }

    @Test
    void whatIsLeftOutOfANameIsItsMiddle() {
        assertThat(MatrixPainter.shortened("cat", 100, FONT)).isEqualTo("cat");
        String first = MatrixPainter.shortened("black-footed albatross 001", 110, FONT);
        String second = MatrixPainter.shortened("black-footed albatross 002", 110, FONT);
        assertThat(first).startsWith("black").endsWith("001").contains("…");
        assertThat(second).isNotEqualTo(first);
    }
}
