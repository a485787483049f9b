package com.hexabuilders.onboarding.saga.definition;

/**
 * The route files, with the settings of their steps, do not make a saga; the message names file,
 * line and cure.
 */
public class WrongRouteFiles extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongRouteFiles(String sentence) {
    super(sentence);
  }
}
