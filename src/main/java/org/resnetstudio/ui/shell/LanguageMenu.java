package org.resnetstudio.ui.shell;

import java.util.Locale;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

/** The menu in which the language is chosen: the system's, or one of those that there are files for. */
final class LanguageMenu {
    private final StudioContext context;
    private final Languages languages;
    private final ToggleGroup choice = new ToggleGroup();

    LanguageMenu(StudioContext context, Languages languages) {
        this.context = context;
        this.languages = languages;
    }

    void fill(Menu menu) {
        RadioMenuItem system = item(context.messages().text("menu.view.language.system"), Languages.SYSTEM);
        menu.getItems().setAll(system, new SeparatorMenuItem());
        for (Language language : languages.all()) {
            RadioMenuItem item = item(language.name(), language.tag());
            item.setMnemonicParsing(false);
            menu.getItems().add(item);
        }
        if (choice.getSelectedToggle() == null) {
            choice.selectToggle(system);
        }
    }

    private RadioMenuItem item(String text, String tag) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setToggleGroup(choice);
        item.setSelected(
                context.settings().value(Languages.SETTING).filter(tag::equals).isPresent());
        item.setOnAction(event -> choose(tag));
        return item;
    }

    /** Every screen took its texts when it was made, so that the next start is the first that can speak otherwise. */
    private void choose(String tag) {
        context.settings().setValue(Languages.SETTING, tag);
        Language next = languages.chosen(context.settings(), Locale.getDefault(Locale.Category.DISPLAY));
        if (!next.locale().equals(context.messages().locale())) {
            // In the language that will be spoken then, as whoever chose it reads that one.
            context.notifier().info(Messages.of(next).text("menu.view.language.next"));
        }
    }
}
