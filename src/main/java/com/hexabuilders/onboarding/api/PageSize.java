package com.hexabuilders.onboarding.api;

/** How many rows one answer with a list has. */
public final class PageSize {

  /** What a caller gets that names no limit. */
  public static final int DEFAULT = 50;

  /** The largest limit a caller may name. */
  public static final int MOST = 200;

  private PageSize() {}
}
