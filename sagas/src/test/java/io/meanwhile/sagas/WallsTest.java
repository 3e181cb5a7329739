package io.meanwhile.sagas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls between scenarios. Every rule says how many classes must stand behind it at least. */
class WallsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.meanwhile.sagas")
          .that(DescribedPredicate.not(simpleName("package-info")));

  @Test
  void scenariosDoNotSeeEachOther() {
    slices()
        .matching("io.meanwhile.sagas.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAnyPackage("io.meanwhile.sagas.participants.."),
            DescribedPredicate.alwaysTrue())
        .check(atLeast(90, CLASSES));
  }

  @Test
  void theSamplesReachNothingHeavy() {
    noClasses()
        .that()
        .haveFullyQualifiedName(Samples.class.getName())
        .should()
        .transitivelyDependOnClassesThat()
        .resideInAnyPackage("org.web3j..")
        .because("web3j is in meanwhile-participants.jar only")
        .check(atLeast(90, CLASSES));
  }

  @Test
  void scenariosKnowNothingOfAxon() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.axonframework..")
        .check(atLeast(90, CLASSES));
  }

  /** A rule that meets no class passes; this one does not. */
  private static JavaClasses atLeast(int minimum, JavaClasses classes) {
    assertThat(classes.size()).as("classes behind this wall").isGreaterThanOrEqualTo(minimum);
    return classes;
  }
}
