package org.resnetstudio.ui.data;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.resnetstudio.ui.shell.Overlay;

/** Binds {@code data-question.fxml}: the question before many labels go. The keyboard begins on the button that changes nothing. */
public final class QuestionController {
    private final Questions questions;
    private final Overlay overlay;

    @FXML
    private Label title;

    @FXML
    private Label text;

    @FXML
    private Button yes;

    /** The panel of the present question. */
    public QuestionController(Questions questions, Overlay overlay) {
        this.questions = questions;
        this.overlay = overlay;
    }

    @FXML
    private void initialize() {
        Optional<Question> question = questions.currentProperty().get();
        title.setText(question.map(Question::title).orElse(""));
        text.setText(question.map(Question::text).orElse(""));
        yes.setText(question.map(Question::yes).orElse(""));
    }

    @FXML
    private void agree() {
        overlay.close();
        questions.agree();
    }

    @FXML
    private void decline() {
        overlay.close();
        questions.decline();
    }
}
