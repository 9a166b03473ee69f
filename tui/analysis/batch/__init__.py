"""Analyses of many articles: kept as Parquet, made by local processes or on a Dask cluster."""
