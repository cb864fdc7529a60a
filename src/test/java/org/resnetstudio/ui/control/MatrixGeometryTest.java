package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatrixGeometryTest {
    @Test
    void fewClassesFillTheRoomUpToALargestCell() {
        MatrixGeometry two = MatrixGeometry.fit(900, 900, 30, 2);
        MatrixGeometry ten = MatrixGeometry.fit(520, 500, 30, 10);

        assertThat(two.cell()).isEqualTo(MatrixGeometry.LARGEST_CELL);
        assertThat(ten.cell()).isEqualTo(42);
        assertThat(ten.maxScrollX()).isZero();
        assertThat(ten.maxScrollY()).isZero();
    }

    @Test
    void namesThatAreTooLongForTheirColumnSlantAndThenStandUpright() {
        assertThat(MatrixGeometry.fit(800, 800, 40, 10).angle()).isZero();
        assertThat(MatrixGeometry.fit(800, 800, 100, 10).angle()).isEqualTo(-45);
        assertThat(MatrixGeometry.fit(420, 500, 100, 10).angle()).isEqualTo(-90);
    }

    @Test
    void manyClassesScrollInsteadOfShrinkingBelowReadableCells() {
        MatrixGeometry forty = MatrixGeometry.fit(520, 500, 70, 40);

        assertThat(forty.cell()).isEqualTo(MatrixGeometry.SMALLEST_CELL);
        assertThat(forty.gridWidth() + forty.maxScrollX()).isEqualTo(40 * MatrixGeometry.SMALLEST_CELL);
        assertThat(forty.maxScrollY()).isPositive();
    }

    @Test
    void pointsAreMappedToCellsThroughTheScrollPosition() {
        MatrixGeometry forty = MatrixGeometry.fit(520, 500, 70, 40);

        assertThat(forty.index(0, forty.gridWidth(), 0)).isZero();
        assertThat(forty.index(25, forty.gridWidth(), 240)).isEqualTo(11);
        assertThat(forty.index(-1, forty.gridWidth(), 0)).isEqualTo(-1);
        assertThat(forty.index(forty.gridWidth(), forty.gridWidth(), 0)).isEqualTo(-1);
    }
}
